package io.millrace.udfs.ontology.change;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions.
 *
 * @param path JSON pointer to the element, in the version that has it
 * @param objectTypes those whose objects it concerns: of a link type, both ends
 * @param property of an object type that changes, null where it is no property of one
 * @param reason for people
 * @param touches what uses it, as far as it was asked for
 */
public record Change(
    ChangeCode code,
    Impact impact,
    IndexAction index,
    String path,
    List<String> objectTypes,
    @Nullable String property,
    String reason,
    List<Usage> touches) {
  public Change {
    objectTypes = List.copyOf(objectTypes);
    touches = List.copyOf(touches);
  }

  public boolean breaking() {
    return impact == Impact.BREAKING;
  }

  /** The same with those of the usages that it touches, and the indexes that it acts on. */
  public Change touching(List<Usage> usages) {
    List<Usage> touched =
        new ArrayList<>(usages.stream().filter(usage -> usage.touchedBy(this)).toList());
    if (index != IndexAction.NONE) {
      objectTypes.forEach(type -> touched.add(Usage.index(type)));
    }
    return new Change(code, impact, index, path, objectTypes, property, reason, touched);
  }
}
