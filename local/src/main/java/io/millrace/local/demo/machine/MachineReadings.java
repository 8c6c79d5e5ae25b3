package io.millrace.local.demo.machine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Reads this machine with OSHI: real numbers, on any machine. Devices whose rate is not known yet
 * are left out of the first reading. Not safe for use by many threads.
 */
final class MachineReadings {
  private final HardwareAbstractionLayer hardware;
  private final OperatingSystem system;
  private final Map<String, Long> processes;
  private final List<HWDiskStore> disks;
  private final List<NetworkIF> interfaces;
  private final RateMeter rates = new RateMeter();
  private long[] ticks;

  /**
   * @param processes process ids by name, for instance of the servers of the stack
   */
  MachineReadings(Map<String, Long> processes) {
    SystemInfo info = new SystemInfo();
    this.hardware = info.getHardware();
    this.system = info.getOperatingSystem();
    this.processes = Map.copyOf(processes);
    this.disks = hardware.getDiskStores();
    this.interfaces = hardware.getNetworkIFs(true);
    this.ticks = hardware.getProcessor().getSystemCpuLoadTicks();
  }

  /** The name by which the machine's own readings go. */
  String hostId() {
    return DeviceNames.id("host", system.getNetworkParams().getHostName());
  }

  /** One reading of every device, rates since the last call. */
  List<Reading> read() {
    List<Reading> readings = new ArrayList<>();
    readings.add(host());
    disks.forEach(disk -> disk(disk, readings));
    interfaces.forEach(nic -> networkInterface(nic, readings));
    processes.forEach((name, pid) -> process(name, pid, readings));
    return readings;
  }

  private Reading host() {
    CentralProcessor processor = hardware.getProcessor();
    double busy = processor.getSystemCpuLoadBetweenTicks(ticks);
    ticks = processor.getSystemCpuLoadTicks();
    GlobalMemory memory = hardware.getMemory();
    ObjectNode payload =
        kind("host")
            .put("cpu", tenths(Math.min(100, Math.max(0, busy * 100))))
            .put("memoryUsed", memory.getTotal() - memory.getAvailable())
            .put("memoryTotal", memory.getTotal())
            .put("processors", processor.getLogicalProcessorCount());
    double load = processor.getSystemLoadAverage(1)[0];
    if (load >= 0) { // Windows has no load average.
      payload.put("load", load);
    }
    return new Reading(hostId(), payload);
  }

  private void disk(HWDiskStore disk, List<Reading> readings) {
    disk.updateAttributes();
    long now = System.nanoTime();
    String id = DeviceNames.id("disk", disk.getName().replaceFirst("^/dev/", ""));
    OptionalDouble read = rates.perSecond(id + "/read", disk.getReadBytes(), now);
    OptionalDouble written = rates.perSecond(id + "/written", disk.getWriteBytes(), now);
    if (read.isPresent() && written.isPresent()) {
      ObjectNode payload =
          kind("disk")
              .put("readBytesPerSecond", tenths(read.getAsDouble()))
              .put("writeBytesPerSecond", tenths(written.getAsDouble()))
              .put("queueLength", disk.getCurrentQueueLength())
              .put("model", disk.getModel());
      readings.add(new Reading(id, payload));
    }
  }

  private void networkInterface(NetworkIF nic, List<Reading> readings) {
    nic.updateAttributes();
    long now = System.nanoTime();
    String id = DeviceNames.id("nic", nic.getName());
    OptionalDouble in = rates.perSecond(id + "/in", nic.getBytesRecv(), now);
    OptionalDouble out = rates.perSecond(id + "/out", nic.getBytesSent(), now);
    if (in.isPresent() && out.isPresent()) {
      ObjectNode payload =
          kind("nic")
              .put("receivedBytesPerSecond", tenths(in.getAsDouble()))
              .put("sentBytesPerSecond", tenths(out.getAsDouble()));
      readings.add(new Reading(id, payload));
    }
  }

  /** A process that is gone sends nothing more. */
  private void process(String name, long pid, List<Reading> readings) {
    OSProcess process = system.getProcess((int) pid);
    if (process == null) {
      return;
    }
    String id = DeviceNames.id("process", name);
    long millis = process.getKernelTime() + process.getUserTime();
    OptionalDouble busy = rates.perSecond(id + "/" + pid, millis, System.nanoTime());
    if (busy.isPresent()) {
      ObjectNode payload =
          kind("process")
              .put("cpu", tenths(busy.getAsDouble() / 10)) // ms a second to percent of one core
              .put("residentBytes", process.getResidentSetSize())
              .put("threads", process.getThreadCount())
              .put("openHandles", process.getOpenFiles())
              .put("pid", pid);
      readings.add(new Reading(id, payload));
    }
  }

  private static ObjectNode kind(String kind) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
