/// The function that makes log files of what a trail's log group in CloudWatch Logs hands over.
@NullMarked
package io.deploytrail.functions.collectlogevents;

import org.jspecify.annotations.NullMarked;
