"""What is told to the Assembly."""

from .former import FormerFile
from .job import JobRun
from .report import Failure, Format, ReportFile, Stage, StatusReport
from .schedule import ScheduleChange

__all__ = [
    "Failure",
    "Format",
    "FormerFile",
    "JobRun",
    "ReportFile",
    "ScheduleChange",
    "Stage",
    "StatusReport",
]
