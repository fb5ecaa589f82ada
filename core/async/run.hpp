// Starts a program on threads of its own, under one recorder, one clock and one gate.
#pragma once

#include "core/record/source.hpp"

#include <functional>
#include <memory>

namespace loopscope::async {

// Starts `program` on a new thread. An exception that leaves it ends the run as Failed, with its text. The
// source's destructor never waits for anything but the end of the current step.
std::unique_ptr<record::Source> start(std::function<void()> program, record::SourceOptions options = {});

// `program` as start takes it; it may be started several times.
record::Starter in_this_process(std::function<void()> program);

}  // namespace loopscope::async
