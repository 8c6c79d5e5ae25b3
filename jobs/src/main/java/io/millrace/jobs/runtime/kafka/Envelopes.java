package io.millrace.jobs.runtime.kafka;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Cause;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key and the trace id that each kind of record is sent with. */
public final class Envelopes {
  /** The header that carries the trace id. */
  public static final String TRACE_ID = "trace-id";

  public static final AvroRecordSerializer.Envelope<Observation> OBSERVATION =
      AvroRecordSerializer.Envelope.of(Observation::getDeviceId, Observation::getTraceId);

  public static final AvroRecordSerializer.Envelope<ObjectEvent> OBJECT_EVENT =
      AvroRecordSerializer.Envelope.of(
          event -> event.getObjectType() + "/" + event.getObjectId(),
          event -> event.getCause().getTraceId());

  public static final AvroRecordSerializer.Envelope<EditOutcome> EDIT_OUTCOME =
      AvroRecordSerializer.Envelope.of(EditOutcome::getEditId, outcome -> null);

  public static final AvroRecordSerializer.Envelope<ObjectFinding> OBJECT_FINDING =
      AvroRecordSerializer.Envelope.of(ObjectFinding::getId, finding -> null);
  public static final AvroRecordSerializer.Envelope<DatasetRow> DATASET_ROW =
      AvroRecordSerializer.Envelope.of(DatasetRow::getDatasetId, row -> null);

  public static final AvroRecordSerializer.Envelope<DeviceCommand> DEVICE_COMMAND =
      AvroRecordSerializer.Envelope.of(
          DeviceCommand::getDeviceId, command -> command.getCause().getTraceId());

  public static final AvroRecordSerializer.Envelope<CommandOutcome> COMMAND_OUTCOME =
      AvroRecordSerializer.Envelope.of(CommandOutcome::getId, CommandOutcome::getTraceId);

  public static final AvroRecordSerializer.Envelope<Alert> ALERT =
      AvroRecordSerializer.Envelope.of(Alert::getId, Envelopes::lastTrace);

  public static final AvroRecordSerializer.Envelope<DefinitionAck> ACK =
      AvroRecordSerializer.Envelope.of(
          ack -> String.join("/", ack.getKind(), ack.getId(), ack.getJob(), "" + ack.getSubtask()),
          ack -> null);

  public static final AvroRecordSerializer.Envelope<Definition> DEFINITION =
      AvroRecordSerializer.Envelope.of(Definition::getId, definition -> null);

  public static final AvroRecordSerializer.Envelope<DeadLetter> DEAD_LETTER =
      new AvroRecordSerializer.Envelope<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public byte @Nullable [] key(DeadLetter letter) {
          return bytes(letter.getKey());
        }

        @Override
        public byte @Nullable [] traceId(DeadLetter letter) {
          return bytes(letter.getHeaders().get(TRACE_ID));
        }
      };

  private Envelopes() {}

  private static @Nullable String lastTrace(Alert alert) {
    List<Cause> causes = alert.getCauses();
    return causes.isEmpty() ? null : causes.get(causes.size() - 1).getTraceId();
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
