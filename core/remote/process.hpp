// The process of a remote run: started with a socket to talk on, read from, and never left behind.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace loopscope::remote {

class Process {
public:
    // argv[0] is a path. The process leads a group of its own. The last `most_kept` bytes of what it writes
    // are kept. Throws std::system_error.
    explicit Process(const std::vector<std::string>& argv, std::size_t most_kept = 4096);
    // Kills what still runs.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] int output() const { return output_; }  // both of its standard streams; non-blocking

    // Takes what is there from output(). False when there is nothing more.
    bool read_output();
    [[nodiscard]] const std::string& written() const { return written_; }
    // The last line of it that is not empty.
    [[nodiscard]] std::string last_line() const;

    // Waits a moment for its end, then kills it and all that it has started. "exit code 1", "signal 11
    // (Segmentation fault)", or "" when it ended well.
    std::string finish();

private:
    pid_t pid_ = 0;  // 0: it has ended
    int status_ = 0;
    int socket_ = -1, output_ = -1;
    std::string written_;
    std::size_t most_kept_;
};

struct Ended {
    std::string how;  // as finish() tells it; "" when it ended well
    std::string written;
};
// Runs argv[0], a path, to its end. Kills it when that takes longer than `patience`, and soon after `stop`
// has become true. Throws std::system_error when there is no such program.
Ended run_to_end(const std::vector<std::string>& argv, std::chrono::seconds patience,
                 const std::atomic<bool>& stop);

}  // namespace loopscope::remote
