package io.millrace.udfs.ontology.instance;

import io.millrace.udfs.ontology.LinkType;

/** A link type, compiled. */
public record LinkShape(LinkType type, PropertyShape properties) {
  static LinkShape of(LinkType type) {
    return new LinkShape(type, new PropertyShape(type.properties(), type.computationOrder()));
  }
}
