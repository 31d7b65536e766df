"""Names that reading the manifest looks up: files and folders of our own, and its keys in any of their spellings."""

from zcdossier.model.names import Names
from zcdossier.model.own_keys import FILE, KIND, RECORD, TOP, WAIVER

MANIFEST_NAME = "dossier.yaml"
BUILD_FOLDER = "build"
OWN_FOLDER = ".zcdossier"
PROFILES_FOLDER = "profiles"
PROFILE_NAME = "profile.yaml"

TOP_NAMES = Names.of(TOP)
RECORD_NAMES = Names.of(RECORD)
FILE_NAMES = Names.of(FILE)
WAIVER_NAMES = Names.of(WAIVER)
KIND_NAMES = Names.of((KIND,))
