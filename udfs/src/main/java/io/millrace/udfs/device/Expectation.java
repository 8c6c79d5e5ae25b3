package io.millrace.udfs.device;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object that a device of the catalogue is expected to tell of (ADR 0023).
 *
 * @param properties what is known of it without a message: the device's labels by name, and {@code
 *     gateway}, its parent's id, where no label has that name
 */
public record Expectation(ObjectRef object, Map<String, String> properties) {
  private static final String GATEWAY = "gateway";

  /**
   * What is expected of a device: the objects that it stands for. If it names none, the object of
   * its own type and id, as which mappings observe a device unless they say otherwise. Nothing of a
   * device that is out of use.
   */
  public static List<Expectation> of(Device device) {
    if (!device.active()) {
      return List.of();
    }
    Map<String, String> properties = new TreeMap<>(device.labels());
    if (device.parent() != null) {
      properties.putIfAbsent(GATEWAY, device.parent());
    }
    List<ObjectRef> objects =
        device.objects().isEmpty()
            ? List.of(new ObjectRef(device.type(), device.id()))
            : device.objects();
    return objects.stream().distinct().map(o -> new Expectation(o, properties)).toList();
  }
}
