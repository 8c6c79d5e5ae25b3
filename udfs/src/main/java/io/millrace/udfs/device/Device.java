package io.millrace.udfs.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device of the catalogue.
 *
 * @param version of its definition
 * @param parent the gateway that it is reached through where it has no transport of its own
 * @param objects those that it stands for: it gets their commands
 * @param commands names of those that it understands; empty: any
 * @param listens the changes of objects that it must hear
 * @param codec makes the bytes of its commands, whosever transport brings them; null: the
 *     transport's
 */
public record Device(
    String id,
    long version,
    String type,
    Map<String, String> labels,
    DeviceState state,
    @Nullable String parent,
    List<ObjectRef> objects,
    Set<String> commands,
    List<Listening> listens,
    @Nullable CommandCodec codec,
    @Nullable Transport transport) {

  /** A device that only sends. */
  public Device(String id, String type, Map<String, String> labels, boolean active) {
    this(
        id,
        0,
        type,
        labels,
        active ? DeviceState.ACTIVE : DeviceState.DISABLED,
        null,
        List.of(),
        Set.of(),
        List.of(),
        null,
        null);
  }

  /** Whether its messages are taken and commands are sent to it. */
  public boolean active() {
    return state == DeviceState.ACTIVE;
  }

  /** Whether it understands a command of this name. */
  public boolean understands(String command) {
    return commands.isEmpty() || commands.contains(command);
  }

  /** Whether anything says how it is reached. */
  public boolean reachable() {
    return transport != null || parent != null;
  }
}
