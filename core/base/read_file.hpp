// The one way in for files that come from outside: a lesson's, a setting, something in a cache. Whatever lies
// under the name, reading it ends: a FIFO, a device or a file of terabytes is an error.
#pragma once

#include "core/base/descriptor.hpp"
#include "core/base/result.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace loopscope {

inline constexpr std::size_t kMebibyte = std::size_t{1} << 20;

// All that is in a regular file of at most `most` bytes. `where` of an error is its path.
inline Result<std::string> read_file(const std::filesystem::path& file, std::size_t most = 16 * kMebibyte) {
    const auto wrong = [&](std::string what, std::string hint = {}) {
        return Error{std::move(what), file.string(), std::move(hint)};
    };
    // Without O_NONBLOCK, opening a FIFO waits for somebody who writes.
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (opened.get() < 0) {
        if (errno == ENOENT) return wrong("there is no such file");
        return wrong(std::string("the file can't be read: ") + std::strerror(errno));
    }
    struct stat about {};
    if (::fstat(opened.get(), &about) != 0 || !S_ISREG(about.st_mode))
        return wrong("this is not a file that can be read", "put an ordinary file in its place");
    const auto too_large = [&] {
        const std::string limit = std::to_string(most / kMebibyte);
        return wrong("the file is larger than " + limit + (limit == "1" ? " megabyte" : " megabytes"));
    };
    if (static_cast<std::size_t>(about.st_size) > most) return too_large();
    std::string text;
    // One byte more than it should have: it may have grown meanwhile, and those in /proc have no size.
    for (std::size_t room = static_cast<std::size_t>(about.st_size) + 1;;) {
        const std::size_t had = text.size();
        text.resize(had + room);
        const ssize_t got = ::read(opened.get(), text.data() + had, room);
        if (got < 0 && errno != EINTR)
            return wrong(std::string("the file can't be read: ") + std::strerror(errno));
        text.resize(had + static_cast<std::size_t>(got < 0 ? 0 : got));
        if (got == 0) return text;
        if (text.size() > most) return too_large();
        room = std::min<std::size_t>(most + 1 - text.size(), 65536);
    }
}

}  // namespace loopscope
