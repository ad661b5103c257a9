"""The only Qt package: windows, panels, editors and jobs."""
