"""The speed lab in words: what a job does now, what a number means, why a file is the one to take."""

from __future__ import annotations

from PySide6.QtCore import QObject

from muse_desktop.studio.lab_rules import CLOSE
from muse_desktop.studio.lab_values import Benchmark, Comparison, LabRow, Step
from muse_desktop.ui.base.languages import decimal, number
from muse_desktop.ui.settings.parts import GB, MB, in_bytes, sentences

FASTER, SLOWER = 1.15, 0.87  # of the largest file's speed; what lies between is the same to a writer
SMALLER = 0.95


def share(part: float) -> str:
    """A part of 1 as the window writes it, never rounded to all."""
    percent = round(part * 100)
    return f"{number(99 if percent == 100 and part < 1 else percent)} %"


def file_size(size: float) -> str:
    """Bytes of a file; below a GB in MB, as files of one small model differ by some MB."""
    return in_bytes(size) if size >= GB else f"{number(round(size / MB))} MB"


def speed(per_second: float) -> str:
    """Words a second: one place where they are few."""
    return decimal(per_second, 1) if per_second < 10 else number(round(per_second))


def named(row: LabRow | Benchmark) -> str:
    """A file's name with how its weights are stored, where the name does not say so."""
    return row.name if row.quantisation in row.name else f"{row.name} {row.quantisation}"


class LabWords(QObject):
    """Sentences of the lab in the window's language."""

    def step(self, step: Step) -> str:
        """What a job does now."""
        words = {
            "looking": self.tr("Looking into {name}"),
            "loading": self.tr("Loading {name}"),
            "reading": self.tr("{name} reads your text"),
            "comparing": self.tr("{name} is compared with the largest"),
            "writing": self.tr("{name} writes a few lines"),
            "quantising": self.tr("Making {name} smaller"),
        }.get(step.stage, "{name}")
        return words.format(name=step.name)

    def heads(self) -> tuple[tuple[str, str], ...]:
        """The table's columns: their names, and what they mean."""
        return (
            (self.tr("Model"), self.tr("The file that was measured; ★ marks the one to take.")),
            (self.tr("Size"), self.tr("How much of the disk the file takes, and about as much memory.")),
            (
                self.tr("Words a second"),
                self.tr("How fast it writes on this computer; in Chinese, characters."),
            ),
            (self.tr("Perplexity"), self.perplexity()),
            (self.tr("Bits a character"), self.bits()),
            (self.tr("Distance"), self.distance()),
            (self.tr("Same choices"), self.same()),
        )  # fmt: skip

    def perplexity(self) -> str:
        """What perplexity means."""
        return self.tr(
            "How surprised it is by your text; lower is better. To be compared only between files made of "
            "the same model."
        )

    def bits(self) -> str:
        """What bits per character mean."""
        return self.tr("The same surprise for each letter, comparable between all models; lower is better.")

    def distance(self) -> str:
        """What the divergence means."""
        return self.tr(
            "How far its idea of the next word is from that of the largest file (KL divergence): 0 is the "
            "same, up to {close} counts as almost the same."
        ).format(close=decimal(CLOSE, 2))

    def same(self) -> str:
        """What the share of same choices means."""
        return self.tr("At how many places of your text it would choose the same next word as the largest.")

    def band(self, divergence: float) -> str:
        """A distance in words."""
        if divergence <= CLOSE:
            return self.tr("Almost the same as the largest.")
        return self.tr("It strays from the largest.")

    def title(self, comparison: Comparison) -> str:
        """What came of a comparison."""
        if comparison.recommended < 0:
            return self.tr("None of them could be measured")
        return self.tr("Take {name}").format(name=named(comparison.rows[comparison.recommended]))

    def why(self, comparison: Comparison) -> str:
        """Why the recommended file is the one to take."""
        if comparison.recommended < 0:
            return self.tr("The rows below say why.")
        row = comparison.rows[comparison.recommended]
        base = next((one for one in comparison.rows if one.path == comparison.base), row)
        measured = [one for one in comparison.rows if one.measured]
        if len(measured) < 2:
            return self.tr("It is the only one that could be measured.")
        if row.path == base.path:
            return self._why_largest(row, measured)
        told = []
        if row.same_choice is not None:
            words = self.tr("At {share} of the places it would choose the same next word as {base}.")
            told.append(words.format(share=share(row.same_choice), base=named(base)))
        elif row.bits_per_character and base.bits_per_character:
            told.append(self._surprise(row, base))
        told.append(self._faster(row, base))
        if row.bytes < base.bytes * SMALLER:
            words = self.tr("It takes {size} instead of {base}.")
            told.append(words.format(size=file_size(row.bytes), base=file_size(base.bytes)))
        return sentences(*told)

    def _why_largest(self, row: LabRow, measured: list[LabRow]) -> str:
        others = [one for one in measured if one is not row]
        closest = min((one.divergence for one in others if one.divergence is not None), default=None)
        if closest is None:
            return self.tr("Of those measured it is the least surprised by your text.")
        return self.tr("The smaller ones choose other words noticeably often; this one is worth its size.")

    def _surprise(self, row: LabRow, base: LabRow) -> str:
        if row.bits_per_character <= base.bits_per_character * 1.02:
            return self.tr("It is no more surprised by your text than {base}.").format(base=named(base))
        more = row.bits_per_character / base.bits_per_character - 1
        words = self.tr("It is only {share} more surprised by your text than {base}.")
        return words.format(share=share(more), base=named(base))

    def _faster(self, row: LabRow, base: LabRow) -> str:
        if not row.words_per_s or not base.words_per_s:
            return ""
        factor = row.words_per_s / base.words_per_s
        if 1.95 <= factor < 2.05:
            return self.tr("It writes twice as fast.")
        if factor >= FASTER:
            words = self.tr("It writes {factor} times as fast.")
            return words.format(factor=decimal(factor, 1))
        if factor <= SLOWER:
            return self.tr("It writes at {share} of its speed.").format(share=share(factor))
        return self.tr("It writes about as fast.")

    def measured_on(self, comparison: Comparison) -> str:
        """What was measured, small."""
        told = self.tr("Measured on {characters} characters of text, here on this computer.").format(
            characters=number(comparison.characters)
        )
        busy = "" if comparison.quiet else self.busy()
        return sentences(told, busy)

    def busy(self) -> str:
        """What a busy machine means for the numbers."""
        return self.tr("Other programs were busy meanwhile: the speeds are lower than they would be.")

    def kinds(self) -> dict[str, str]:
        """What each way of making a file smaller gains and costs."""
        return {
            "Q8_0": self.tr("Hardly to be told from the original; half the size of an F16 file."),
            "Q6_K": self.tr("Very close to the original; a good choice where there is room."),
            "Q5_K_M": self.tr("Close to the original; another word is chosen now and then."),
            "Q4_K_M": self.tr("The usual choice: small and fast, a little less sure of rare words."),
            "Q4_0": self.tr("An older way, a little less exact; often the fastest without a graphics card."),
            "IQ4_XS": self.tr("Smaller at much the same quality; slower on some processors."),
            "Q3_K_M": self.tr("For models that do not fit otherwise; the prose noticeably loses nuance."),
        }
