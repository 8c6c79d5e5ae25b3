package io.millrace.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was sealed at once. Each names the hash of the one before it, so nothing that was sealed can
 * be changed, taken out or put in without all that came later showing it.
 *
 * @param number 1, 2, 3 …
 * @param previous SHA-256 of the bytes of the manifest before, in hex; of the first 64 zeros
 * @param date of the files of events that were sealed; a day has more than one manifest where files
 *     of it came later
 * @param files with the events by object; each goes on where the one before ends
 * @param sources the files that the events came from; they are deleted afterwards
 * @param copies events that were there more than once, and are now once
 */
public record Manifest(
    @JsonProperty("number") int number,
    @JsonProperty("previous") String previous,
    @JsonProperty("date") LocalDate date,
    @JsonProperty("sealedAt") Instant sealedAt,
    @JsonProperty("files") List<SealedFile> files,
    @JsonProperty("sources") List<String> sources,
    @JsonProperty("copies") long copies) {
  static final String NONE = "0".repeat(64);

  /** Events in all files. */
  public long events() {
    return files.stream().mapToLong(SealedFile::events).sum();
  }

  /**
   * A file of events by object.
   *
   * @param name in the store, without its ending; the index beside it has the same
   * @param size bytes of the events' file
   * @param sha256 of its bytes, in hex
   */
  public record SealedFile(
      @JsonProperty("name") String name,
      @JsonProperty("size") long size,
      @JsonProperty("sha256") String sha256,
      @JsonProperty("events") long events,
      @JsonProperty("first") EventKey first,
      @JsonProperty("last") EventKey last) {

    /** Whether events of the object may be in it. */
    boolean mayHold(String type, String id) {
      return EventKey.first(type, id).compareTo(last) <= 0
          && new EventKey(type, id, Long.MAX_VALUE).compareTo(first) >= 0;
    }

    String avro() {
      return name + Layout.AVRO;
    }

    String index() {
      return name + Layout.INDEX;
    }
  }
}
