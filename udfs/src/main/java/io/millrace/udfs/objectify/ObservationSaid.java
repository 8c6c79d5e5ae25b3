package io.millrace.udfs.objectify;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.util.List;

/** What an observation says of the object that it names, where no object mapping takes it. */
public final class ObservationSaid {
  private ObservationSaid() {}

  public static ObjectSaid of(Observation observation) {
    Statement by = statement(observation);
    by.setDefinitionId(observation.getMappingId());
    by.setDefinitionVersion(observation.getMappingVersion());
    return new ObjectSaid(
        observation.getObjectType(),
        observation.getObjectId(),
        by,
        observation.getProperties(),
        List.of(),
        observation.getOrigin());
  }

  /** Who says so, when and where; by which mapping and with which priority is left open. */
  public static Statement statement(Observation observation) {
    Origin origin = observation.getOrigin();
    boolean usual = origin.getTopic().equals(Topics.DEVICE_MESSAGES);
    // Avro's builder would check and copy every field, for every observation.
    Statement by = new Statement();
    by.setKind(StatementKind.OBSERVED);
    by.setSource("device:" + observation.getDeviceId());
    by.setAt(observation.getObservedAt());
    by.setRecordedAt(observation.getReceivedAt());
    by.setVersion(0L);
    by.setTopic(usual ? "" : origin.getTopic());
    by.setPartition(origin.getPartition());
    by.setPosition(origin.getOffset());
    by.setIndex(origin.getIndex());
    by.setPriority(0);
    by.setActor("");
    by.setTraceId(PackedId.pack(observation.getTraceId()));
    by.setCauseId(PackedId.pack(observation.getId()));
    by.setDefinitionId("");
    by.setDefinitionVersion(0L);
    by.setDatasetId("");
    by.setFloor(0L);
    by.setMark("");
    return by;
  }
}
