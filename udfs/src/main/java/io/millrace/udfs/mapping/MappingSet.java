package io.millrace.udfs.mapping;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.Sources;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps messages by all mappings in force; the same for live, dry-run and replay. */
public final class MappingSet {
  private final List<Mapping> mappings;
  private final Devices devices;
  private final PayloadFormats formats;
  private final Sources sources;
  private final ReadPlans plans;
  private final Reader wanted = this::readWanted;

  /** Without sources, with the formats that need nothing from outside. */
  public MappingSet(Collection<Mapping> mappings, Devices devices) {
    this(mappings, devices, Sources.none(), new PayloadFormats());
  }

  /**
   * @param mappings those in force, in the order in which their observations are to come; those
   *     that are templates take no messages
   * @param sources what is known of senders
   * @param formats how payloads are read
   */
  public MappingSet(
      Collection<Mapping> mappings, Devices devices, Sources sources, PayloadFormats formats) {
    this.mappings = mappings.stream().filter(mapping -> !mapping.template()).toList();
    this.devices = devices;
    this.formats = formats;
    this.sources = sources;
    this.plans = new ReadPlans(this.mappings);
  }

  /** How a message's payload is read. */
  @FunctionalInterface
  interface Reader {
    DecodedPayload read(Message message) throws RefusedException;
  }

  /** Never throws: whatever the message holds becomes an observation or a refusal. */
  public MappingResult map(Message message) {
    return map(message, wanted, null);
  }

  /**
   * Maps a message by one mapping alone, as if there were no others.
   *
   * @param only the mapping's id, null for all
   */
  public MappingResult map(Message message, @Nullable String only) {
    return map(message, wanted, only);
  }

  /** The same for those who want to see what the payload says. */
  MappingResult map(Message message, Reader reader) {
    return map(message, reader, null);
  }

  private MappingResult map(Message message, Reader reader, @Nullable String only) {
    Device device = devices.find(message.deviceId());
    if (device != null && !device.active()) {
      return MappingResult.refused(
          Refusal.of(RefusalCode.DEVICE_NOT_ACTIVE, "Device " + device.id() + " is not active"));
    }
    try {
      DecodedPayload decoded = reader.read(message);
      Message read = message.with(decoded.headers());
      // Only now, for a structured CloudEvent names its source within.
      Source source = sources.of(read.sender());
      if (source != null && source.schema() != null) {
        source.schema().check(decoded.value());
      }
      return apply(new Scope(read, decoded.value(), device), only).of(source);
    } catch (RefusedException e) {
      return MappingResult.refused(Refusal.of(e));
    }
  }

  /** All that the message's payload says, in the format of its content type or its source. */
  DecodedPayload read(Message message) throws RefusedException {
    Source source = sources.of(message.sender());
    return formats.read(message.raw(), source == null ? null : source.format());
  }

  /** What the mappings read of it; a schema judges all of it. */
  private DecodedPayload readWanted(Message message) throws RefusedException {
    String sender = message.sender();
    Source source = sources.of(sender);
    if (source != null && source.schema() != null) {
      return read(message);
    }
    return formats.read(message.raw(), source == null ? null : source.format(), plans.of(sender));
  }

  private MappingResult apply(Scope scope, @Nullable String only) {
    ResultBuilder result = new ResultBuilder();
    boolean matched = false;
    for (Mapping mapping : mappings) {
      if (only != null && !only.equals(mapping.id())) {
        continue;
      }
      scope.enter(mapping.lookups());
      if (!mapping.match().takes(scope)) {
        continue;
      }
      matched = true;
      result.begin();
      try {
        mapping.apply(scope, devices, result);
      } catch (RefusedException e) {
        result.refuse(Refusal.of(e, mapping));
      }
    }
    if (!matched) {
      result.refuse(Refusal.of(RefusalCode.NO_MAPPING, noMapping(scope.message(), only)));
    }
    return result.build();
  }

  private static String noMapping(Message message, @Nullable String only) {
    if (only != null) {
      return "Mapping '" + only + "', by which alone it is to be mapped, does not match";
    }
    return message.sender().isEmpty()
        ? "No mapping matches; the message has no 'source' header"
        : "No mapping matches a message of source '" + message.sender() + "'";
  }
}
