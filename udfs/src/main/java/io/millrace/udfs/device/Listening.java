package io.millrace.udfs.device;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a device must hear of an object's changes.
 *
 * @param objectId null: of every object of the type
 * @param properties those whose change it hears; empty: any change
 * @param command name of the command that tells it
 */
public record Listening(
    String objectType, @Nullable String objectId, Set<String> properties, String command) {

  /** Those of the changed properties that it hears, sorted. */
  public Set<String> heard(List<String> changed) {
    Set<String> heard = new TreeSet<>(changed);
    if (!properties.isEmpty()) {
      heard.retainAll(properties);
    }
    return heard;
  }

  /** Whether it also hears what changes no property, such as that the object is deleted. */
  public boolean everything() {
    return properties.isEmpty();
  }
}
