package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.LinkType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a link type. */
final class LinkTypeDiff {
  private LinkTypeDiff() {}

  static void add(Changes changes, @Nullable LinkType from, @Nullable LinkType to) {
    if (from == null) {
      if (to != null) {
        at(changes, to, ElementState.ACTIVE)
            .add(ChangeCode.LINK_TYPE_ADDED, Impact.SAFE, IndexAction.IN_PLACE, "Is new");
      }
      return;
    }
    Changes at = at(changes, from, from.state());
    if (to == null) {
      at.add(ChangeCode.LINK_TYPE_REMOVED, Impact.BREAKING, IndexAction.REBUILD, "Is gone");
      return;
    }
    at.label(from.label(), to.label());
    at.state(from.state(), to.state());
    ends(at, from, to);
    names(at, from, to);
    at.gain(ChangeCode.NESTED_CHANGED, from.nested(), to.nested(), "nested");
    PropertyDiff.addAll(at, from.properties(), to.properties(), false);
  }

  private static Changes at(Changes changes, LinkType link, ElementState state) {
    List<String> types =
        link.source().equals(link.target())
            ? List.of(link.source())
            : List.of(link.source(), link.target());
    return changes.of("/linkTypes/" + link.id(), types, state);
  }

  private static void ends(Changes at, LinkType from, LinkType to) {
    if (!from.source().equals(to.source()) || !from.target().equals(to.target())) {
      at.add(
          ChangeCode.LINK_ENDS_CHANGED,
          Impact.BREAKING,
          IndexAction.REBUILD,
          "Leads from %s to %s instead of %s to %s"
              .formatted(to.source(), to.target(), from.source(), from.target()));
    }
    if (from.cardinality() != to.cardinality()) {
      boolean wider = from.cardinality().within(to.cardinality());
      at.add(
          ChangeCode.CARDINALITY_CHANGED,
          wider ? Impact.SAFE : Impact.BREAKING,
          IndexAction.NONE,
          "Is %s instead of %s".formatted(to.cardinality().word(), from.cardinality().word()));
    }
  }

  private static void names(Changes at, LinkType from, LinkType to) {
    if (!from.name().equals(to.name())) {
      at.add(
          ChangeCode.LINK_NAME_CHANGED,
          Impact.BREAKING,
          IndexAction.REBUILD,
          "Is called '%s' instead of '%s'".formatted(to.name(), from.name()));
    }
    if (!Objects.equals(from.inverse(), to.inverse())) {
      boolean added = from.inverse() == null;
      at.add(
          ChangeCode.INVERSE_CHANGED,
          added ? Impact.NEEDS_BACKFILL : Impact.BREAKING,
          IndexAction.REBUILD,
          added
              ? "Is shown at its targets now, as '" + to.inverse() + "'"
              : "Is no longer called '" + from.inverse() + "' from its targets");
    } else if (!Objects.equals(from.inverseTitle(), to.inverseTitle())) {
      at.add(ChangeCode.LABEL_CHANGED, Impact.SAFE, IndexAction.NONE, "Has other words for people");
    }
  }
}
