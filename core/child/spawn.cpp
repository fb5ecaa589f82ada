#include "core/child/spawn.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>

namespace loopscope::child {
namespace {

void check(int failed, const std::string& about) {
    if (failed != 0) throw_system_error(failed, about);
}

Descriptor checked(int number, const std::string& about) {
    if (number < 0) throw_system_error(errno, about);
    return Descriptor(number);
}

Descriptor copy_of(int number, int at_least = 0) {
    return checked(fcntl(number, F_DUPFD_CLOEXEC, at_least), "a descriptor for a process");
}

struct Attributes {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t process{};

    // Signals are as a program expects them, whatever we have done to ours.
    explicit Attributes(bool with_terminal) {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&process);
        const int group = with_terminal ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
        posix_spawnattr_setflags(&process,
                                 static_cast<short>(group | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
        posix_spawnattr_setpgroup(&process, 0);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&process, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&process, &signals);
    }
    ~Attributes() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&process);
    }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
};

class StreamOpener {
public:
    explicit StreamOpener(const Launch& launch) {
        const std::array<const Stream*, 3> wanted{&launch.input, &launch.output, &launch.error};
        for (number_ = 0; number_ < wanted.size(); ++number_) {
            std::visit([this](const auto& stream) { open(stream); }, *wanted[number_]);
        }
    }
    Streams streams;

private:
    void open(const Null&) {
        streams.theirs[number_] = checked(::open("/dev/null", O_RDWR | O_CLOEXEC), "/dev/null");
    }
    void open(const Given& given) { streams.theirs[number_] = copy_of(given.descriptor); }
    void open(const Pipe&) {
        std::array<int, 2> ends{-1, -1};
        check(pipe2(ends.data(), O_CLOEXEC) != 0 ? errno : 0, "a pipe for a process");
        const std::size_t read_end = 0, write_end = 1;
        const bool it_reads = number_ == 0;
        streams.ours[number_] = Descriptor(ends[it_reads ? write_end : read_end]);
        streams.theirs[number_] = Descriptor(ends[it_reads ? read_end : write_end]);
    }
    void open(const Terminal&) {
        if (!streams.terminal.empty()) return;
        const std::string about = "a terminal for a process";
        Descriptor ours = checked(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), about);
        std::array<char, 64> name{};
        if (grantpt(ours.get()) != 0 || unlockpt(ours.get()) != 0 ||
            ptsname_r(ours.get(), name.data(), name.size()) != 0)
            throw_system_error(errno, about);
        streams.ours[1] = std::move(ours);
        streams.terminal = name.data();
    }
    void open(const LikeOutput&) {
        if (number_ != 2) throw std::logic_error("only the errors can go where the output goes");
        if (streams.theirs[1].get() >= 0) streams.theirs[2] = copy_of(streams.theirs[1].get());
    }

    std::size_t number_ = 0;
};

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

void throw_system_error(int number, const std::string& about) {
    throw std::system_error(number, std::system_category(), about);
}

Streams open_streams(const Launch& launch) {
    if (launch.argv.empty() || launch.argv.front().empty()) throw_system_error(EINVAL, "an empty command");
    return StreamOpener(launch).streams;
}

pid_t spawn(const Launch& launch, const Streams& streams) {
    Attributes attributes(!streams.terminal.empty());
    struct stat found {};
    if (!launch.folder.empty()) {
        check(stat(launch.folder.c_str(), &found) != 0 ? errno : 0, launch.folder);
        posix_spawn_file_actions_addchdir_np(&attributes.files, launch.folder.c_str());
    }
    // Above the numbers that they are to get: dup2 onto its own number would leave one to be closed, and none
    // may be overwritten before its turn.
    const int end = 3 + static_cast<int>(launch.descriptors.size());
    std::vector<Descriptor> held;
    const auto give = [&](int from, int as) {
        held.push_back(copy_of(from, end));
        posix_spawn_file_actions_adddup2(&attributes.files, held.back().get(), as);
    };
    for (int number = 0; number < 3; ++number) {
        const Descriptor& theirs = streams.theirs[static_cast<std::size_t>(number)];
        if (theirs.get() >= 0) {
            give(theirs.get(), number);
        } else {
            // It leads a session without a terminal, so the first that it opens becomes its own.
            posix_spawn_file_actions_addopen(&attributes.files, number, streams.terminal.c_str(), O_RDWR, 0);
        }
    }
    for (int i = 0; i < end - 3; ++i) give(launch.descriptors[static_cast<std::size_t>(i)], 3 + i);
    posix_spawn_file_actions_addclosefrom_np(&attributes.files, end);

    const std::vector<char*> argv = pointers_to(launch.argv);
    std::vector<char*> environment;
    if (launch.environment) environment = pointers_to(*launch.environment);
    pid_t pid = 0;
    check(posix_spawnp(&pid, argv.front(), &attributes.files, &attributes.process, argv.data(),
                       launch.environment ? environment.data() : environ),
          launch.argv.front());
    return pid;
}

Environment environment_with(
    const std::vector<std::pair<std::string, std::optional<std::string>>>& variables) {
    Environment all;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string_view entry = *each;
        const auto is_set = [&](const auto& variable) {
            return entry.starts_with(variable.first) && entry.substr(variable.first.size()).starts_with('=');
        };
        if (std::ranges::none_of(variables, is_set)) all.emplace_back(entry);
    }
    for (const auto& [name, value] : variables) {
        if (value) all.push_back(name + "=" + *value);
    }
    return all;
}

}  // namespace loopscope::child
