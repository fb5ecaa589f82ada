// Starts a program on threads of its own, under one recorder, one clock and one gate.
#pragma once

#include "core/record/source.hpp"
#include "core/trace/memory.hpp"

#include <functional>
#include <memory>

namespace loopscope::async {

// Starts `program` on a new thread. An exception that leaves it ends the run as Failed, with its text. The
// source's destructor never waits for anything but the end of the current step.
std::unique_ptr<record::Source> start(std::function<void()> program, record::SourceOptions options = {});

// For a run that somebody else reads than who has its source.
struct Outlet {
    std::shared_ptr<trace::Memory> memory;  // to record into; nobody may drain the source
    // Called on a thread of the run, last of all: what there is to be recorded has been. Must not call into
    // the source.
    std::function<void()> on_end;
};
std::unique_ptr<record::Source> start(std::function<void()> program, record::SourceOptions options,
                                      Outlet outlet);

// `program` as start takes it; it may be started several times.
record::Starter in_this_process(std::function<void()> program);

}  // namespace loopscope::async
