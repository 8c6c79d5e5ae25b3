package io.millrace.udfs.mapping;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a mapping leaves out, over all messages that it was tried on.
 *
 * @param neverFilled properties that no observation had
 * @param neverRead places in payloads, as dotted paths without list indexes, that no expression
 *     reads
 */
public record Coverage(Set<String> neverFilled, Set<String> neverRead) {

  /** Those that no read path covers; a path covers itself and all below it, * is any name. */
  static Set<String> uncovered(Set<String> places, Set<String> reads) {
    Set<String> left = new TreeSet<>();
    for (String place : places) {
      if (reads.stream().noneMatch(read -> covers(read, place))) {
        left.add(place);
      }
    }
    return left;
  }

  private static boolean covers(String read, String place) {
    if (read.isEmpty() || place.equals(read) || place.startsWith(read + ".")) {
      return true;
    }
    return read.contains("*") && covers(read.split("\\."), place.split("\\."));
  }

  private static boolean covers(String[] read, String[] place) {
    for (int i = 0; i < read.length; i++) {
      if (i == place.length || !read[i].equals("*") && !read[i].equals(place[i])) {
        return false;
      }
    }
    return true;
  }
}
