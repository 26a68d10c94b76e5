"""The models of all rooms, where Django looks for them."""

from reporting.reports.models.failure import Failure
from reporting.reports.models.former_file import FormerFile
from reporting.reports.models.report import Format, ReportFile, Stage, StatusReport
from reporting.schedule.models.job_run import JobRun
from reporting.schedule.models.schedule_change import ScheduleChange

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
