"""mem0's Python client 0.1.118: v1 routes, whose lists are arrays."""

# pyright: basic, reportMissingImports=false
# it is run where only mem0's packages are installed: its folder is the path

from functools import partial

import exports_story
import story
import tenancy_story
from driving import tell


def _scoped(user_id: str) -> dict[str, object]:
    return {"user_id": user_id}


memories = partial(story.told, scoped=_scoped, name_of_a_user="cleo")
tell(memories=memories, tenancy=tenancy_story.told, jobs=exports_story.told)
