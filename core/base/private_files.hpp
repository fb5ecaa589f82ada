// What we keep for a user is nobody else's business: folders are 0700, files 0600, and a file is replaced as
// a whole or not at all.
#pragma once

#include "core/base/descriptor.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace loopscope {

// $VARIABLE/loopscope, else $HOME/BELOW_HOME/loopscope (the XDG base directories); empty when neither is an
// absolute path.
inline std::filesystem::path user_folder(const char* variable, const char* below_home) {
    const char* chosen = std::getenv(variable);
    if (chosen != nullptr && *chosen == '/') return std::filesystem::path(chosen) / "loopscope";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return std::filesystem::path(home) / below_home / "loopscope";
    return {};
}

// Makes `folder`, and what is missing above it, readable by nobody else. One that is there already has to be
// ours, no link, and closed to the writing of others; it is closed to their reading. Otherwise an error:
// operation_not_permitted.
inline std::error_code make_private_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (const auto above = folder.parent_path();
        !above.empty() && !std::filesystem::is_directory(above, error)) {
        if (error = make_private_folder(above); error) return error;
    }
    if (::mkdir(folder.c_str(), S_IRWXU) == 0) return {};
    if (errno != EEXIST) return {errno, std::generic_category()};
    struct stat about {};
    if (::lstat(folder.c_str(), &about) != 0) return {errno, std::generic_category()};
    if (!S_ISDIR(about.st_mode)) return std::make_error_code(std::errc::not_a_directory);
    if (about.st_uid != ::geteuid() || (about.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return std::make_error_code(std::errc::operation_not_permitted);
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0 && ::chmod(folder.c_str(), S_IRWXU) != 0)
        return {errno, std::generic_category()};
    return {};
}

// Writes all of it, into the file of this name or into none: whoever reads meanwhile sees the old one or the
// new one, and after an error the old one is still there.
inline std::error_code replace_file(const std::filesystem::path& file, std::string_view text) {
    const auto failed = [] { return std::error_code{errno, std::generic_category()}; };
    // Two of us must not write into the same half-made file.
    const std::string beside = file.string() + "." + std::to_string(::getpid()) + ".new";
    ::unlink(beside.c_str());
    Descriptor made(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (made.get() < 0) return failed();
    std::error_code error;
    while (!text.empty() && !error) {
        const ssize_t written = ::write(made.get(), text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            error = failed();
    }
    // Only now does a disk on a network say that it is full.
    if (::close(made.release()) != 0 && !error) error = failed();
    if (!error && ::rename(beside.c_str(), file.c_str()) != 0) error = failed();
    if (error) ::unlink(beside.c_str());
    return error;
}

}  // namespace loopscope
