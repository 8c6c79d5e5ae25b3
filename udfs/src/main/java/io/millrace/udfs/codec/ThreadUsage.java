package io.millrace.udfs.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread has used since it began. */
final class ThreadUsage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadUsage() {}

  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  static long allocatedBytes(long threadId) {
    return THREADS.getThreadAllocatedBytes(threadId);
  }

  static long cpuNanos(long threadId) {
    return THREADS.getThreadCpuTime(threadId);
  }
}
