package io.millrace.udfs.mapping;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device as expressions see it. */
final class Subject {
  private final String id;
  private final @Nullable Device device;
  private @Nullable Map<String, Object> record;

  /**
   * @param device null if the catalogue does not know it
   */
  Subject(String id, @Nullable Device device) {
    this.id = id;
    this.device = device;
  }

  String id() {
    return id;
  }

  @Nullable Device device() {
    return device;
  }

  /** Its record in the catalogue; of an unknown one only the {@code id}. */
  Map<String, Object> record() {
    Map<String, Object> known = record;
    if (known == null) {
      known = make();
      record = known;
    }
    return known;
  }

  private Map<String, Object> make() {
    if (device == null) {
      return Map.of("id", id);
    }
    Map<String, Object> made = new HashMap<>();
    made.put("id", id);
    made.put("type", device.type());
    made.put("labels", device.labels());
    made.put("objects", objects(device));
    String parent = device.parent();
    if (parent != null) {
      made.put("parent", parent);
    }
    return made;
  }

  private static List<Map<String, String>> objects(Device device) {
    List<Map<String, String>> objects = new ArrayList<>();
    for (ObjectRef object : device.objects()) {
      objects.add(Map.of("type", object.type(), "id", object.id()));
    }
    return objects;
  }
}
