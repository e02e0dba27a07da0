"""The vocabulary: one Turtle file and its schemes, read into frozen objects that all rooms take their names from."""

from ontology.terms import (
    Attribute,
    Concept,
    Kind,
    Link,
    MalformedVocabulary,
    Predicate,
    Property,
    Qualifier,
    Scheme,
    Term,
    VocabularyViolation,
)
from ontology.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Attribute",
    "Concept",
    "Kind",
    "Link",
    "MalformedVocabulary",
    "Predicate",
    "Property",
    "Qualifier",
    "Scheme",
    "Term",
    "Vocabulary",
    "VocabularyViolation",
    "load_vocabulary",
]
