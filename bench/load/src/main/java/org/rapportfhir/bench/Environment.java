package org.rapportfhir.bench;

import java.lang.management.ManagementFactory;

/**
 * The machine of a run. Figures mean nothing without it.
 *
 * @param load average number of runnable processes when the run began: far above 0 means that
 *     others were at work too; negative where the system doesn't tell
 */
record Environment(String system, int processors, long memoryMegabytes, String java, double load) {

  static Environment current() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Environment(
        system.getName() + ' ' + system.getVersion() + ' ' + system.getArch(),
        system.getAvailableProcessors(),
        memory() >> 20,
        System.getProperty("java.vm.name") + ' ' + Runtime.version(),
        system.getSystemLoadAverage());
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }
}
