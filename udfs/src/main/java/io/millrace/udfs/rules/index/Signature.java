package io.millrace.udfs.rules.index;

import io.millrace.udfs.rules.Event;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All conditions that ask for values of the same attributes, by those values: a hash table. */
final class Signature<T> {
  private final Attribute[] attributes;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable Cluster<T>[] table = new Cluster[4];

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
    Cluster<T> cluster = table[hash & (table.length - 1)];
    while (cluster != null && (cluster.hash() != hash || !cluster.isMet(attributes))) {
      cluster = cluster.next;
    }
    return cluster;
  }

  void add(Object[] values, Placement<T> placement) {
    Cluster<T> cluster = find(values);
    if (cluster == null) {
      if (size == table.length) {
        grow();
      }
      cluster = new Cluster<>(values, hash(values));
      link(cluster);
      size++;
    }
    cluster.add(placement);
  }

  void remove(Object[] values, Placement<T> placement) {
    Cluster<T> cluster = find(values);
    if (cluster == null) {
      return;
    }
    cluster.remove(placement);
    if (cluster.isEmpty()) {
      unlink(cluster);
      size--;
    }
  }

  private @Nullable Cluster<T> find(Object[] values) {
    int hash = hash(values);
    Cluster<T> cluster = table[hash & (table.length - 1)];
    while (cluster != null && !cluster.isOf(values)) {
      cluster = cluster.next;
    }
    return cluster;
  }

  private void link(Cluster<T> cluster) {
    int at = cluster.hash() & (table.length - 1);
    cluster.next = table[at];
    table[at] = cluster;
  }

  private void unlink(Cluster<T> gone) {
    int at = gone.hash() & (table.length - 1);
    Cluster<T> before = table[at];
    if (before == gone) {
      table[at] = gone.next;
      return;
    }
    while (before != null && before.next != gone) {
      before = before.next;
    }
    if (before != null) {
      before.next = gone.next;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void grow() {
    @Nullable Cluster<T>[] old = table;
    table = new Cluster[2 * old.length];
    for (Cluster<T> first : old) {
      Cluster<T> cluster = first;
      while (cluster != null) {
        Cluster<T> next = cluster.next;
        link(cluster);
        cluster = next;
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

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
