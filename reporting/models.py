"""The models of all rooms, where Django looks for them."""

from reporting.reports.models.failure import Failure
from reporting.reports.models.file import Format, FormerFile, ReportFile, Stage
from reporting.reports.models.report import StatusReport
from reporting.schedule.models import JobRun, ScheduleChange

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
