"""The check before publication: sources, quotations, licences, disclosure and a house's own rules."""
