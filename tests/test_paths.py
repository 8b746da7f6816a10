import sys
from pathlib import Path

import pytest

from clinic_app import paths


def test_a_checkout_has_its_assets_beside_the_package(repository: Path) -> None:
    assert paths.assets_dir() == repository / "assets"
    for folder in (paths.knowledge_dir(), paths.i18n_dir(), paths.bundled_model_package_dir()):
        assert folder.is_dir(), folder


def test_a_wheel_has_its_assets_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "clinic_app"
    (package / "_assets").mkdir(parents=True)
    (tmp_path / "site-packages" / "assets").mkdir()
    assert paths.find_assets(package, None) == package / "_assets"


def test_a_frozen_program_has_its_assets_in_the_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.assets_dir() == tmp_path / "assets"
    assert paths.knowledge_dir() == tmp_path / "assets" / "knowledge"


def test_the_default_profile_is_in_the_users_own_folder_and_not_made_by_asking() -> None:
    profile = paths.default_profile_dir()
    assert profile.is_relative_to(Path.home())
    assert profile.name == "clinic-app"
    assert not profile.exists()
