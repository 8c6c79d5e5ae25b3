package io.millrace.udfs.objectify.join;

import java.util.List;

/**
 * What is asked of a source.
 *
 * @param key values in the order of the source's keys: String, Long, Double or Boolean
 */
public record JoinRequest(JoinSource source, List<Object> key) {
  public JoinRequest {
    key = List.copyOf(key);
  }
}
