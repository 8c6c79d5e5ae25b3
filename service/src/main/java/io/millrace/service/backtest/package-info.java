/**
 * Rules over observations of the past: what they would have found, and why they found what they
 * did.
 */
package io.millrace.service.backtest;
