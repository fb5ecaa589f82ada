// Another program, started for as long as this object lives.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace loopscope::bench {

class Child {
public:
    // Found along PATH. `environment` is added to ours; what it prints is thrown away, but for one line of
    // standard output when `read_line` is set.
    Child(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
          bool read_line = false);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] bool running();
    // How it ended; nothing while it runs, and when a signal ended it.
    [[nodiscard]] std::optional<int> exit_code();
    // The first line it printed; empty when none came within 20 s.
    [[nodiscard]] const std::string& line() const { return line_; }
    // Seconds of processor time that it has used so far.
    [[nodiscard]] double processor_seconds() const;

private:
    pid_t pid_ = -1;
    std::optional<int> exit_code_;
    std::string line_;
};

}  // namespace loopscope::bench
