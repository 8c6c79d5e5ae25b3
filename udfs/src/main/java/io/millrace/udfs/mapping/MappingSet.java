package io.millrace.udfs.mapping;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Collection;
import java.util.List;

/** Maps messages by all mappings in force; the same for live, dry-run and replay. */
public final class MappingSet {
  private final List<Mapping> mappings;
  private final Devices devices;
  private final PayloadFormats formats;
  private final SourceFormats sources;
  private final ReadPlans plans;
  private final Reader wanted = this::readWanted;

  /** With the formats that need nothing from outside. */
  public MappingSet(Collection<Mapping> mappings, Devices devices) {
    this(mappings, devices, new PayloadFormats());
  }

  /**
   * @param mappings those in force, in the order in which their observations are to come; those
   *     that are templates take no messages
   * @param formats how payloads are read
   */
  public MappingSet(Collection<Mapping> mappings, Devices devices, PayloadFormats formats) {
    this.mappings = mappings.stream().filter(mapping -> !mapping.template()).toList();
    this.devices = devices;
    this.formats = formats;
    this.sources = new SourceFormats(mappings);
    this.plans = new ReadPlans(this.mappings);
  }

  /** How a message's payload is read. */
  @FunctionalInterface
  interface Reader {
    DecodedPayload read(Message message) throws RefusedException;
  }

  /** Never throws: whatever the message holds becomes an observation or a refusal. */
  public MappingResult map(Message message) {
    return map(message, wanted);
  }

  /** The same for those who want to see what the payload says. */
  MappingResult map(Message message, Reader reader) {
    Device device = devices.find(message.deviceId());
    if (device != null && !device.active()) {
      return MappingResult.refused(
          Refusal.of(RefusalCode.DEVICE_NOT_ACTIVE, "Device " + device.id() + " is not active"));
    }
    try {
      DecodedPayload decoded = reader.read(message);
      Message read = message.with(decoded.headers());
      return apply(new Scope(read, decoded.value(), device));
    } catch (RefusedException e) {
      return MappingResult.refused(Refusal.of(e));
    }
  }

  /** All that the message's payload says, in the format of its content type or its source. */
  DecodedPayload read(Message message) throws RefusedException {
    return formats.read(message.raw(), sources.of(message.sender()));
  }

  /** What the mappings read of it. */
  private DecodedPayload readWanted(Message message) throws RefusedException {
    String sender = message.sender();
    return formats.read(message.raw(), sources.of(sender), plans.of(sender));
  }

  private MappingResult apply(Scope scope) {
    ResultBuilder result = new ResultBuilder();
    boolean matched = false;
    for (Mapping mapping : mappings) {
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
      result.refuse(Refusal.of(RefusalCode.NO_MAPPING, noMapping(scope.message())));
    }
    return result.build();
  }

  private static String noMapping(Message message) {
    return message.sender().isEmpty()
        ? "No mapping matches; the message has no 'source' header"
        : "No mapping matches a message of source '" + message.sender() + "'";
  }
}
