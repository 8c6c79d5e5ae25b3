package io.millrace.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Where to begin to read in a sealed file, so that the history of an object takes one block or two
 * and not the file.
 *
 * @param header how many bytes stand before the first block
 * @param blocks in their order
 */
record BlockIndex(@JsonProperty("header") int header, @JsonProperty("blocks") List<Block> blocks) {

  /**
   * A block of some 64 KiB, compressed.
   *
   * @param at where it begins
   * @param first event in it
   */
  record Block(@JsonProperty("at") long at, @JsonProperty("first") EventKey first) {}

  /** Where the block begins that may hold the first of the events from this key on. */
  long before(EventKey key) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).first().compareTo(key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return blocks.get(low).at();
  }
}
