"""The settings. Nothing else reads the environment."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HERE = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals, such as DATABASE_URL."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    database_url: str = Field("", description="sqlite:///… or postgresql://…; empty: a SQLite file in the data folder")
    data_dir: Path = Field(HERE / "data", description="where the SQLite file lives; made when it is missing")
    public_url: str = Field(
        "", description="the address readers know, such as https://ascribe.example; empty: as asked"
    )
    licence: str = Field("CC BY 4.0", description="the licence of our curation; quotes remain those of their authors")
    licence_url: str = Field("", description="where its text stands; known for Creative Commons licences")
    format_citations: bool = Field(
        True, description="whether what changes is formatted for citing at once; if not, the command `cite` does it"
    )
    seeds_dir: Path = Field(HERE / "seeds", description="the curation that `seed` loads")

    @model_validator(mode="after")
    def default_to_a_file(self) -> Self:
        if not self.database_url:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            self.database_url = f"sqlite:///{self.data_dir / 'ascribe.db'}"
        return self
