package io.millrace.udfs.rules.index;

import io.millrace.udfs.rules.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All conditions that ask for values of the same attributes, by those values: a hash table. */
final class Signature<T> {
  private final Attribute[] attributes;

  /**
   * Hashes of the clusters, 0 where there is none; an event that has none of the values mostly is
   * told by one of these alone.
   */
  private int[] hashes = new int[8];

  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable Cluster<T>[] table = new Cluster[8];

  private int size;

  Signature(Attribute[] attributes) {
    this.attributes = attributes;
  }

  boolean isOf(Attribute[] wanted) {
    return Arrays.equals(attributes, wanted);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The conditions whose values the event has. */
  @Nullable Cluster<T> find(Event event, long now) {
    int hash = 0;
    for (Attribute attribute : attributes) {
      if (attribute.load(event, now) == Attribute.Kind.MISSING) {
        return null;
      }
      hash = 31 * hash + attribute.hash();
    }
    hash = spread(hash);
    for (int at = hash & (hashes.length - 1); hashes[at] != 0; at = after(at)) {
      if (hashes[at] == hash) {
        Cluster<T> cluster = table[at];
        if (cluster != null && cluster.isMet(attributes)) {
          return cluster;
        }
      }
    }
    return null;
  }

  void add(Object[] values, Placement<T> placement) {
    int at = place(values);
    Cluster<T> cluster = table[at];
    if (cluster == null) {
      cluster = new Cluster<>(values);
      hashes[at] = hash(values);
      table[at] = cluster;
      size++;
      if (2 * size > table.length) {
        grow();
      }
    }
    cluster.add(placement);
  }

  void remove(Object[] values, Placement<T> placement) {
    int at = place(values);
    Cluster<T> cluster = table[at];
    if (cluster == null) {
      return;
    }
    cluster.remove(placement);
    if (cluster.isEmpty()) {
      clear(at);
      size--;
    }
  }

  /** Where the cluster of these values is, or would be. */
  private int place(Object[] values) {
    int hash = hash(values);
    int at = hash & (hashes.length - 1);
    for (Cluster<T> cluster = table[at]; cluster != null; cluster = table[at]) {
      if (hashes[at] == hash && cluster.isOf(values)) {
        return at;
      }
      at = after(at);
    }
    return at;
  }

  /** Frees a place, and moves up those that it kept from their own: D. E. Knuth, TAOCP 6.4 R. */
  private void clear(int gone) {
    int free = gone;
    for (int at = after(free); hashes[at] != 0; at = after(at)) {
      int home = hashes[at] & (hashes.length - 1);
      boolean stays = free < at ? free < home && home <= at : free < home || home <= at;
      if (!stays) {
        hashes[free] = hashes[at];
        table[free] = table[at];
        free = at;
      }
    }
    hashes[free] = 0;
    table[free] = null;
  }

  private int after(int at) {
    return (at + 1) & (hashes.length - 1);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void grow() {
    int[] oldHashes = hashes;
    @Nullable Cluster<T>[] old = table;
    hashes = new int[2 * old.length];
    table = new Cluster[2 * old.length];
    for (int i = 0; i < old.length; i++) {
      if (oldHashes[i] != 0) {
        int at = oldHashes[i] & (hashes.length - 1);
        while (hashes[at] != 0) {
          at = after(at);
        }
        hashes[at] = oldHashes[i];
        table[at] = old[i];
      }
    }
  }

  private static int hash(Object[] values) {
    int hash = 0;
    for (Object value : values) {
      hash = 31 * hash + value.hashCode();
    }
    return spread(hash);
  }

  /** Never 0. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    mixed ^= mixed >>> 16;
    return mixed == 0 ? 1 : mixed;
  }
}
