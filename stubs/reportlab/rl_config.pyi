"""ReportLab's settings, for the whole process."""

useA85: int
