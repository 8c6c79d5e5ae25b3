package io.millrace.udfs.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Sparkplug node or device said at its birth about its metrics: their names, data types and
 * aliases (specification 3.0, sections 6.4.19 and 6.4.21). Later messages name metrics by alias
 * alone and leave out the types.
 */
public final class BirthCertificate {
  private static final byte FORM = 1;

  private final long at;
  private final List<Born> metrics;
  private final Map<Long, Born> byAlias = new HashMap<>();
  private final Map<String, Born> byName = new HashMap<>();

  /**
   * A metric of a birth certificate.
   *
   * @param alias its 64 bits, null for none
   */
  record Born(String name, @Nullable Long alias, SparkplugType type) {}

  /**
   * @param at when the birth came in, epoch ms
   * @param metrics of those with one alias or name the last counts
   */
  BirthCertificate(long at, List<Born> metrics) {
    this.at = at;
    this.metrics = List.copyOf(metrics);
    for (Born metric : metrics) {
      byName.put(metric.name(), metric);
      if (metric.alias() != null) {
        byAlias.put(metric.alias(), metric);
      }
    }
  }

  /** When the birth came in, epoch ms. */
  public long at() {
    return at;
  }

  /** The metric of this alias, or null. */
  @Nullable Born aliased(long alias) {
    return byAlias.get(alias);
  }

  /** The metric of this name, or null. */
  @Nullable Born named(String name) {
    return byName.get(name);
  }

  /** This with further metrics, which count where both have one. */
  BirthCertificate with(long later, List<Born> more) {
    Map<String, Born> all = new HashMap<>();
    metrics.forEach(metric -> all.put(metric.name(), metric));
    more.forEach(metric -> all.put(metric.name(), metric));
    return new BirthCertificate(later, new ArrayList<>(all.values()));
  }

  /** In a form that {@link #read} reads, in this release and later ones. */
  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      out.writeLong(at);
      out.writeInt(metrics.size());
      for (Born metric : metrics) {
        byte[] name = metric.name().getBytes(StandardCharsets.UTF_8);
        out.writeInt(name.length);
        out.write(name);
        out.writeByte(metric.type().ordinal());
        out.writeBoolean(metric.alias() != null);
        out.writeLong(metric.alias() == null ? 0 : metric.alias());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The certificate that was written. */
  public static BirthCertificate read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte form = in.readByte();
      if (form != FORM) {
        throw new IllegalArgumentException("Form " + form + " of a birth certificate is not known");
      }
      long at = in.readLong();
      int count = in.readInt();
      List<Born> metrics = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        SparkplugType type = SparkplugType.values()[in.readByte()];
        boolean aliased = in.readBoolean();
        long alias = in.readLong();
        metrics.add(new Born(name, aliased ? alias : null, type));
      }
      return new BirthCertificate(at, metrics);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
