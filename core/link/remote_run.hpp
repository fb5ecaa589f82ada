// Starts a program in a process of its own and watches over it. Whatever that does (flood, lie, stall, die),
// its run is shown as far as it went and ends with a sentence that says why; nothing waits for it.
#pragma once

#include "core/child/ladder.hpp"
#include "core/child/launch.hpp"
#include "core/link/protocol.hpp"
#include "core/link/table_reader.hpp"
#include "core/record/source.hpp"

#include <memory>
#include <optional>

namespace loopscope::link {

struct Start {
    // Of a program that speaks as protocol.hpp says; `descriptors` are not used. Where output and errors lead
    // nowhere they are read here, and the last line of them stands in the message when it breaks off.
    child::Launch launch;
    // After a Stop, which is the asking. Then its run ends as Failed.
    child::Patience patience{.ask = std::chrono::seconds{1}};
    TableLimits limits;
};

// Its send() never waits, so a clock that is to stand still does so as soon as the program has heard of it;
// and held() is false while a control is on its way. loop_time() and wall_time() are read from memory that
// the program writes, not asked for.
class RemoteRun : public record::Source {
public:
    // What it says of itself; nothing until it has.
    [[nodiscard]] virtual std::optional<Hello> hello() const = 0;
};

// Of `options` only on_events is used: the rest is what the program makes of its arguments. Throws
// std::system_error when there is no such program.
//
// When the run goes, the process is asked to stop, and killed if it has not ended after 0.1 s.
std::unique_ptr<RemoteRun> start(Start start, record::SourceOptions options);

}  // namespace loopscope::link
