package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What observations of a file are that do not say so themselves.
 *
 * @param name of the input; becomes the topic of their origin
 * @param objectType of those that name none
 * @param objectId of those that name neither object nor device
 */
public record Defaults(String name, String objectType, String objectId) {

  /**
   * An observation whose id is derived from what it says and where it stands, so that the same file
   * gives the same ids.
   *
   * @param number its place in the file, from 0
   */
  Observation observation(
      String type,
      String object,
      String device,
      Instant observedAt,
      Instant receivedAt,
      Map<String, Object> properties,
      long number) {
    String place = Long.toString(number);
    String id = Ids.derive("backtest", type, object, observedAt.toString(), place);
    return new Observation(
        id,
        "backtest-" + place,
        device,
        type,
        object,
        observedAt,
        receivedAt,
        properties,
        "backtest",
        1L,
        new Origin(name, 0, number, 0),
        List.of(),
        null);
  }
}
