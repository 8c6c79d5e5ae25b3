package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.OptionSet;

/** What can be set of the rules job: the common options alone. */
public final class RulesOptions {
  public static final OptionSet SET = CommonOptions.with();

  private RulesOptions() {}
}
