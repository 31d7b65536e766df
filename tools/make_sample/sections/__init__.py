"""Which scans prove which record, section by section."""

from collections.abc import Callable, Mapping

from tools.make_sample.manifest import Entry, Manifest
from tools.make_sample.scan import Scan
from tools.make_sample.sections import achievements, literature, person, service, teaching

Planner = Callable[[Manifest, Entry, int], list[Scan]]

PLANNERS: Mapping[str, Planner] = {
    "education": person.education,
    "work_history": person.work_history,
    "continuing_education": person.continuing_education,
    "academic_posts": person.academic_posts,
    "certificates": person.certificates,
    "awards": achievements.awards,
    "honors": achievements.honors,
    "research_projects": achievements.research_projects,
    "competition_coaching": achievements.competition_coaching,
    "patents": literature.patents,
    "standards": literature.standards,
    "papers": literature.papers,
    "books": literature.books,
    "adopted_results": service.adopted_results,
    "student_mentoring": service.student_mentoring,
    "team_building": service.team_building,
    "social_service": service.social_service,
    "appraisals": service.appraisals,
    "teaching": teaching.teaching,
    "teaching_reform": teaching.teaching_reform,
}


def scans(manifest: Manifest) -> list[tuple[Entry, Scan]]:
    """Return every scan of the dossier with the record it belongs to."""
    planned = []
    for section, plan in PLANNERS.items():
        for index, record in enumerate(manifest.of(section)):
            planned += [(record, scan) for scan in plan(manifest, record, index)]
    return planned
