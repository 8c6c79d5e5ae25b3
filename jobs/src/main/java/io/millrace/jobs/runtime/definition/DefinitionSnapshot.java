package io.millrace.jobs.runtime.definition;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What stands in a control topic now. Operators read it before their first event, for the broadcast
 * stream alone would let events overtake definitions.
 */
@FunctionalInterface
public interface DefinitionSnapshot extends Serializable {
  /**
   * The last record of each id, tombstones included, in any order.
   *
   * @throws IOException if the topic cannot be read; the job is to restart and try again
   */
  List<ControlRecord> read() throws IOException;
}
