use serde::Deserialize;

use crate::names::Names;
use crate::source::lay_over;
use crate::{LexiconError, Sources};

/// An office as titles name it: *menlu*, *Menteri Luar Negeri*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The entry's id.
    pub id: String,
    /// How it is printed.
    pub forms: Vec<String>,
    /// The office in English: `foreign minister`.
    pub office: String,
    /// The role its holder has in a code: `GOV`; empty for none.
    #[serde(default)]
    pub role: String,
    /// The code, where the title alone tells it: an Indonesian minister's short title.
    #[serde(default)]
    pub of: Option<String>,
    /// A place behind it is where it is held, not whose it is: *Duta Besar di Tokyo*.
    #[serde(default)]
    pub posted: bool,
    /// Where the entry is from.
    pub source: String,
    /// Phrases it is read in.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A part of a state as common nouns name it: *militer*, *Kementerian Luar Negeri*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The entry's id.
    pub id: String,
    /// How it is printed.
    pub forms: Vec<String>,
    /// Its English name: `Ministry of Foreign Affairs`.
    pub name: String,
    /// The role in a code: `GOV`, `MIL`; empty for none.
    #[serde(default)]
    pub role: String,
    /// The state, where the name alone tells it: *TNI*.
    #[serde(default)]
    pub of: Option<String>,
    /// A place behind it is where it stands, not whose it is: *Kedutaan di Tokyo*.
    #[serde(default)]
    pub posted: bool,
    /// The bare noun also describes other nouns: *operasi militer*.
    #[serde(default)]
    pub adjective: bool,
    /// Where the entry is from.
    pub source: String,
    /// Phrases it is read in.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// People as common nouns name them: *warga*, *demonstran*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The entry's id.
    pub id: String,
    /// How they are printed.
    pub forms: Vec<String>,
    /// In English: `residents`.
    pub name: String,
    /// The role in a code: `CVL`; empty for none.
    #[serde(default)]
    pub role: String,
    /// Where the entry is from.
    pub source: String,
    /// Phrases they are read in.
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleFile {
    #[serde(default)]
    title: Vec<Title>,
    #[serde(default)]
    body: Vec<Body>,
    #[serde(default)]
    people: Vec<People>,
    #[serde(default)]
    former: Vec<String>,
    #[serde(default)]
    acting: Vec<String>,
    #[serde(default)]
    deputy: Vec<String>,
    #[serde(default)]
    spokesperson: Vec<String>,
    #[serde(default)]
    anonymous: Vec<String>,
}

/// What a title word means, by its place in [`Titles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TitleSense {
    /// Of [`Titles::titles`].
    Title(usize),
    /// Of [`Titles::bodies`].
    Body(usize),
    /// Of [`Titles::peoples`].
    People(usize),
    /// *mantan*, *eks*
    Former,
    /// *pelaksana tugas*
    Acting,
    /// *wakil*
    Deputy,
    /// *juru bicara*
    Spokesperson,
    /// *pejabat*, *sumber*
    Anonymous,
}

/// Titles, bodies and peoples of one language.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    titles: Vec<Title>,
    bodies: Vec<Body>,
    peoples: Vec<People>,
    names: Names<TitleSense>,
}

impl Titles {
    /// Loads `titles.toml` of a language's folder, such as `id/`.
    ///
    /// # Errors
    ///
    /// If a file is malformed or holds an id twice.
    pub fn load(sources: &Sources, folder: &str) -> Result<Self, LexiconError> {
        let mut all = Self::default();
        let mut words = TitleFile::default();
        let path = format!("{folder}/titles.toml");
        for file in sources.at(&path) {
            let read = file.parse::<TitleFile>()?;
            let ids = read.title.iter().map(|e| &e.id).chain(read.body.iter().map(|e| &e.id));
            file.each_once(ids.chain(read.people.iter().map(|e| &e.id)).map(String::as_str))?;
            lay_over(&mut all.titles, read.title, |e| &e.id);
            lay_over(&mut all.bodies, read.body, |e| &e.id);
            lay_over(&mut all.peoples, read.people, |e| &e.id);
            words.former.extend(read.former);
            words.acting.extend(read.acting);
            words.deputy.extend(read.deputy);
            words.spokesperson.extend(read.spokesperson);
            words.anonymous.extend(read.anonymous);
        }
        let Self { titles, bodies, peoples, names } = &mut all;
        let mut add = |forms: &[String], sense| {
            for form in forms {
                names.add(form, sense);
            }
        };
        titles.iter().enumerate().for_each(|(at, e)| add(&e.forms, TitleSense::Title(at)));
        bodies.iter().enumerate().for_each(|(at, e)| add(&e.forms, TitleSense::Body(at)));
        peoples.iter().enumerate().for_each(|(at, e)| add(&e.forms, TitleSense::People(at)));
        add(&words.former, TitleSense::Former);
        add(&words.acting, TitleSense::Acting);
        add(&words.deputy, TitleSense::Deputy);
        add(&words.spokesperson, TitleSense::Spokesperson);
        add(&words.anonymous, TitleSense::Anonymous);
        Ok(all)
    }

    /// Offices.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// Parts of states.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Peoples and crowds.
    pub fn peoples(&self) -> &[People] {
        &self.peoples
    }

    /// All their forms.
    pub fn names(&self) -> &Names<TitleSense> {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_stands_twice_in_a_file_is_refused_by_name() {
        let title =
            "[[title]]\nid = \"minister\"\nforms = [\"menteri\"]\noffice = \"minister\"\nsource = \"a\"\n";
        let sources = Sources::default().with_text("id/titles.toml", title.repeat(2));
        let error = Titles::load(&sources, "id").unwrap_err().to_string();
        assert!(error.contains("id/titles.toml: entry `minister`: stands twice"), "{error}");
    }

    #[test]
    fn a_later_title_stands_in_the_place_of_the_one_of_its_id() {
        let title = |form: &str| {
            format!(
                "[[title]]\nid = \"minister\"\nforms = [\"{form}\"]\noffice = \"minister\"\nsource = \"a\"\n"
            )
        };
        let sources = Sources::default()
            .with_text("id/titles.toml", title("menteri"))
            .with_text("id/titles.toml", title("mantri"));
        let titles = Titles::load(&sources, "id").unwrap();
        assert!(titles.names().get("menteri").is_empty());
        assert_eq!(titles.names().get("mantri"), [TitleSense::Title(0)]);
    }
}
