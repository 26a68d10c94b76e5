"""What is told to the Assembly."""

from .job import JobRun
from .report import Format, ReportFile, StatusReport

__all__ = ["Format", "JobRun", "ReportFile", "StatusReport"]
