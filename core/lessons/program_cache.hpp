// Programs of lessons' own that were compiled, as they are kept in the cache of the user. An entry is
// worth something only while it is whole, and while each file that its compiler read is as it was.
#pragma once

#include "core/base/result.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace loopscope::lessons {

// A file that a compiler reads, and what was in it: a stamp, or "" when it could not be read.
using ReadFiles = std::map<std::string, std::string>;
ReadFiles stamps_of(const std::vector<std::string>& files);
std::string stamp_of_text(const std::string& text);

// The files behind the colon of a make rule, which compilers write with -MMD and -MM. Those without a whole
// path are looked for in `folder`.
std::vector<std::string> dependencies(const std::string& rule, const std::filesystem::path& folder);

struct KeptProgram {
    std::string executable;   // path
    std::string description;  // what it says of itself: program_description.hpp
};

class ProgramCache {
public:
    // Makes its folder, private to the user, where it is missing. An error: there is none that is safe to
    // use.
    static Result<ProgramCache> open();

    // Nothing when there is none of this key, or it is out of date or damaged.
    [[nodiscard]] std::optional<KeptProgram> find(const std::string& key) const;

    // A new folder, in which to make an entry; the caller throws it away. Throws
    // std::filesystem::filesystem_error.
    [[nodiscard]] std::filesystem::path scratch() const;
    // Where the executable of an entry is to be made.
    static std::filesystem::path executable_in(const std::filesystem::path& scratch);
    // What has been made in `scratch` takes the place of what is kept under this key. Forgets entries that
    // nobody has asked for in a month.
    [[nodiscard]] std::optional<Error> keep(const std::filesystem::path& scratch, const std::string& key,
                                            const std::string& description, const ReadFiles& read) const;

private:
    explicit ProgramCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;
};

}  // namespace loopscope::lessons
