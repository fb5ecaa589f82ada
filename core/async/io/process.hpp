// Child processes: one to talk with, or a pipeline of several (`sort | uniq -c`). Whoever is left, by
// cancelling, by stopping the run or by an exception, is killed and waited for.
#pragma once

#include "core/async/io/byte_stream.hpp"

#include <csignal>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::async {
namespace detail {
class Child;
}

struct ExitStatus {
    int code = 0;
    int signal = 0;  // that ended it; 0: none did

    [[nodiscard]] bool ok() const { return code == 0 && signal == 0; }
    // "status 1", "signal 9"
    [[nodiscard]] std::string text() const;
    friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

// Copies share one process, which is killed with the last of them if it still runs.
class Process {
public:
    // Starts argv[0], looked for in PATH. It gets a pipe to read from, one to write to, and none of our
    // descriptors. Throws IoError ("command not found (srot)").
    static Process spawn(const std::vector<std::string>& argv);

    [[nodiscard]] int pid() const;
    [[nodiscard]] ByteStream& input() const;   // what it reads; close it to let the process see the end
    [[nodiscard]] ByteStream& output() const;  // what it writes
    // What it has written as errors so far, at most a mebibyte.
    [[nodiscard]] std::string errors() const;
    // To it and all that it has started.
    void kill(int signal = SIGKILL);
    // Until it has ended. Cancelling who waits does not end it.
    Task<ExitStatus> wait(CallSite site = CallSite::here());

private:
    struct State;
    explicit Process(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
};

using Command = std::vector<std::string>;

// "sort | uniq -c" as commands: parted at each | and at blanks. There are no quotes.
std::vector<Command> commands(std::string_view line);

struct PipelineResult {
    std::string output;
    std::string errors;  // of all of them
    std::vector<ExitStatus> statuses;

    [[nodiscard]] bool ok() const;
};

// Each command reads what the one before it writes; the first reads `input`. Ends when all have ended; a
// command that fails is told by its status. Throws IoError when one can't be started; Cancelled after all
// were killed.
Task<PipelineResult> pipeline(std::vector<Command> commands, std::string input = {},
                              CallSite site = CallSite::here());
// `line` as commands() reads it.
Task<PipelineResult> pipeline(std::string_view line, std::string input = {},
                              CallSite site = CallSite::here());

namespace blocking {
// The same, holding the thread (subprocess.run).
PipelineResult pipeline(const std::vector<Command>& commands, const std::string& input = {},
                        CallSite site = CallSite::here());
PipelineResult pipeline(std::string_view line, const std::string& input = {},
                        CallSite site = CallSite::here());
}  // namespace blocking

}  // namespace loopscope::async
