package io.millrace.jobs.dispatch;

import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something that devices may have to hear, with its place: a command or a change.
 *
 * @param target object ({@code type/id}) or device ({@code device/ID}) that it is about; requests
 *     of one target keep their order
 * @param command null for a change
 * @param event null for a command
 */
public record Request(
    String target,
    String topic,
    int partition,
    long offset,
    @Nullable ObjectCommand command,
    @Nullable ObjectEvent event) {

  public static Request of(ObjectCommand command, String topic, int partition, long offset) {
    String target =
        command.getDeviceId() != null
            ? "device/" + command.getDeviceId()
            : command.getObjectType() + "/" + command.getObjectId();
    return new Request(target, topic, partition, offset, command, null);
  }

  public static Request of(ObjectEvent event, String topic, int partition, long offset) {
    String target = event.getObjectType() + "/" + event.getObjectId();
    return new Request(target, topic, partition, offset, null, event);
  }

  /** What was asked, as text; for dead letters. */
  String text() {
    return String.valueOf(command == null ? event : command);
  }

  public static TypeInformation<Request> type() {
    return Types.POJO(
        Request.class,
        Map.of(
            "target", Types.STRING,
            "topic", Types.STRING,
            "partition", Types.INT,
            "offset", Types.LONG,
            "command", new AvroTypeInfo<>(ObjectCommand.class),
            "event", new AvroTypeInfo<>(ObjectEvent.class)));
  }
}
