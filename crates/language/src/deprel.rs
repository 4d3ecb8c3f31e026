use std::fmt;

macro_rules! relations {
    ($($variant:ident $printed:literal,)*) => {
        /// The relations of Universal Dependencies v2, with the subtypes that reading tells apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are those of Universal Dependencies")]
        pub enum Deprel { $($variant,)* }

        impl Deprel {
            /// All relations told apart here.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The printed relation.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $printed,)* }
            }

            fn exact(printed: &str) -> Option<Self> {
                match printed { $($printed => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

relations! {
    Acl "acl", AclRelcl "acl:relcl", Advcl "advcl", Advmod "advmod", Amod "amod", Appos "appos", Aux "aux",
    AuxPass "aux:pass", Case "case", Cc "cc", Ccomp "ccomp", Clf "clf", Compound "compound", Conj "conj",
    Cop "cop", Csubj "csubj", CsubjPass "csubj:pass", Dep "dep", Det "det", Discourse "discourse",
    Dislocated "dislocated", Expl "expl", Fixed "fixed", Flat "flat", Goeswith "goeswith", Iobj "iobj",
    List "list", Mark "mark", Nmod "nmod", Nsubj "nsubj", NsubjPass "nsubj:pass", Nummod "nummod", Obj "obj",
    Obl "obl", OblAgent "obl:agent", Orphan "orphan", Parataxis "parataxis", Punct "punct",
    Reparandum "reparandum", Root "root", Vocative "vocative", Xcomp "xcomp",
}

impl Deprel {
    /// Reads a relation; a subtype not told apart counts as its main relation, an unknown one as `dep`.
    pub fn read(printed: &str) -> Self {
        let main = printed.split(':').next().unwrap_or_default();
        Self::exact(printed).or_else(|| Self::exact(main)).unwrap_or(Self::Dep)
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
