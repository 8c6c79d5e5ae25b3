package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.dataset.TableReader;
import java.io.IOException;

/**
 * A table that can be read as often as needed.
 *
 * @param name as its file or sheet has it, without the ending
 */
public record NamedTable(String name, Opener opener) {
  /** Opens the table at its beginning. */
  @FunctionalInterface
  public interface Opener {
    TableReader open() throws IOException;
  }
}
