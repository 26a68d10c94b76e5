"""What is told to the Assembly."""

from .failure import Failure
from .former import FormerFile
from .job import JobRun
from .report import Format, ReportFile, Stage, StatusReport
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
