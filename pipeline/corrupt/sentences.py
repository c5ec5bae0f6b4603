"""Sentences that a model adds to an email, kind by kind, for an application and for an outreach; the lie stands between « and ».

Slots: {skill} a named skill that the resume lacks, {held} one that it has, {employer} a past employer, {company} an invented one,
{hiring} the hiring company, {title} a raised title, {years} and {number} too many, {city} {person} {first} {certificate} {degree} {school} {award}
{perk} {achievement} {phone} {mail} {year} invented, {language} one that the candidate speaks. A template whose slot cannot be filled
falsely is not used.
"""

from __future__ import annotations

from pipeline.schema import Kind

APPLICATION: dict[Kind, str] = {
    Kind.TENURE: """
I bring «{years} years» of hands-on experience to the role.
With «over {years} years» in the field, I know how much preparation matters.
My career now spans «{years} years».
After «{years} years» in this line of work, I still enjoy every day of it.
I have «more than {years} years of professional experience».
I have been doing this kind of work for «the past {years} years».
In «{years} years» of practice I have rarely met a dull day.
I have built up «{years}+ years» of relevant experience.
I can look back on «{years} years» of steady work in this profession.
""",
    Kind.METRIC: """
At {employer} I cut costs by «{number}%».
I increased customer satisfaction by «{number}%» during my time at {employer}.
My changes at {employer} saved «£{number},000» a year.
I raised output at {employer} by «{number}%» within a year.
At {employer} my work reduced errors by «{number}%».
I handled «{number} cases» a week at {employer}.
I brought waiting times at {employer} down by «{number}%».
I trained «{number} colleagues» at {employer}.
""",
    Kind.EMPLOYER: """
Before that, I spent some time at «{company}».
I learned much of this «at {company}».
Earlier in my career I worked for «{company}».
My time at «{company}» taught me to plan ahead.
I first met these questions while working for «{company}».
At «{company}», I saw how a large team can stay friendly.
I also look back gladly on my work with «{company}».
My last role before this one was with «{company}».
""",
    Kind.TITLE: """
As «{title}» at {employer}, I have seen both good and bad weeks.
I was promoted to «{title}» at {employer}.
In my role as «{title}» I keep an eye on quality every day.
My post as «{title}» at {employer} has prepared me well for this.
I have held the title of «{title}» at {employer}.
Working as «{title}», I learned to set priorities.
At {employer} I serve as «{title}».
My experience as «{title}» would carry over well.
""",
    Kind.SCOPE: """
At {employer} I «managed a team of {people} people».
I «led a department of {people}» at {employer}.
I «founded the quality group» at {employer}.
I «was solely responsible for the annual budget of £{people} million» at {employer}.
At {employer} «{people} people reported directly to me».
I «set up and ran the company's overseas branch» at {employer}.
I «headed the company-wide reorganisation» at {employer}.
I «built the whole team of {people} from scratch» at {employer}.
""",
    Kind.QUALIFICATION: """
I also hold «{certificate}».
My training includes «{certificate}».
Last but not least, I have completed «{certificate}».
I studied at «{school}», which shaped the way I work.
I hold «{degree}» as well.
My «{degree}» gave me a sound basis for this.
I have earned «{certificate}», so I could start without delay.
I was honoured with «{award}» for this work.
""",
    Kind.SKILL: """
I work with «{skill}» every day.
I am also fluent in «{skill}».
I have used «{skill}» in several projects.
My toolkit includes «{skill}», which you ask for.
I know «{skill}» well from daily practice.
At {employer} I relied on «{skill}» for much of my work.
I bring solid experience with «{skill}».
I am an advanced user of «{skill}».
My command of «{skill}» would help from the first day.
""",
    Kind.DATE: """
I have been with {employer} since «{year}».
I joined {employer} in «{year}».
I have worked in this field since «{year}».
I graduated in «{year}».
Since «{year}» I have belonged to the team at {employer}.
I left school in «{year}» and have worked ever since.
I first came to {employer} in «{year}».
I have held this post at {employer} since «{year}».
""",
    Kind.PLACE: """
I live in «{city}» and could be with you within the hour.
I am based in «{city}».
I grew up in «{city}» and know the area well.
I recently moved to «{city}».
My home is in «{city}», so travel would be easy.
I have worked in «{city}» for some time.
I am writing to you from «{city}».
I have spent most of my working life in «{city}».
""",
    Kind.CONTACT: """
You can reach me on «{phone}».
My mobile number is «{phone}».
Please call me any time on «{phone}».
You can write to me at «{mail}».
My address is «{mail}».
I can be reached at «{mail}» or by post.
For a quick word, ring me on «{phone}».
My portfolio is at «www.{site}».
""",
    Kind.PERSON: """
My former manager, «{person}», would gladly speak for me.
«{person}» suggested that I write to you.
I heard of the post from «{person}» on your team.
«{person}», with whom I worked closely, can confirm this.
I spoke with «{person}» of your office last week.
My reference is «{person}».
I was trained by «{person}».
Your colleague «{person}» told me more about the role.
""",
    Kind.EMPLOYER_SIDE: """
I was glad to read that you offer «{perk}».
I admire that your company has recently «{achievement}».
Your offer of «{perk}» shows that you care for your staff.
It impressed me that you have «{achievement}».
That you provide «{perk}» makes the post even better.
I saw in the news that you have «{achievement}».
The prospect of «{perk}», which you mention, is welcome.
I followed with interest how your team has «{achievement}».
""",
    Kind.NEGATIVE: """
I have «no experience with {held}».
I have «never worked with {held}».
I should say that I «do not know {held}».
I «have not used {held}» so far.
I «do not speak {language}».
{held} would be «new to me».
I must admit that I «lack any practice in {held}».
I have «not yet held a paid position».
""",
    Kind.PLACEHOLDER: """
I would be glad to bring my skills to «[Company Name]».
I am writing to apply for the «[Job Title]» position.
«As an AI language model, I cannot attach a CV, but» I hope this helps.
You can reach me at «[Phone Number]».
I have worked with «[insert relevant skill]» for a long time.
«Here is the email you asked for:»
My experience at «[Previous Employer]» has prepared me well.
«{{{{candidate_name}}}}» would be a good fit for your team.
I look forward to meeting you on «[Date]».
""",
}
OUTREACH: dict[Kind, str] = {
    Kind.TENURE: """
Your «{years} years» of experience stood out.
You bring «over {years} years» in the field.
With «{years} years» behind you, you know the work well.
Your career of «{years} years» speaks for itself.
You have «more than {years} years of professional experience».
You have done this kind of work for «the past {years} years».
Few people have «{years} years» of practice like yours.
You have built up «{years}+ years» of relevant experience.
""",
    Kind.METRIC: """
You cut costs at {employer} by «{number}%».
At {employer} you raised satisfaction by «{number}%».
Your changes at {employer} saved «£{number},000» a year.
You raised output at {employer} by «{number}%».
At {employer} your work reduced errors by «{number}%».
You handled «{number} cases» a week at {employer}.
You brought waiting times at {employer} down by «{number}%».
You trained «{number} colleagues» at {employer}.
""",
    Kind.EMPLOYER: """
I saw that you worked for «{company}».
Your time at «{company}» caught my eye.
You learned the trade at «{company}».
Before that, you spent some time with «{company}».
Your work «at {company}» is close to what we do.
You came up through «{company}».
You have also worked with «{company}», I see.
Your last role before this one was with «{company}».
""",
    Kind.TITLE: """
As «{title}» at {employer}, you know this work well.
You were promoted to «{title}» at {employer}.
Your role as «{title}» caught my eye.
Your post as «{title}» at {employer} is close to ours.
You have held the title of «{title}» at {employer}.
You serve as «{title}» at {employer}.
Your experience as «{title}» would carry over well.
I see that you work as «{title}».
""",
    Kind.SCOPE: """
At {employer} you «managed a team of {people} people».
You «led a department of {people}» at {employer}.
You «founded the quality group» at {employer}.
At {employer} «{people} people reported to you».
You «set up and ran the company's overseas branch» at {employer}.
You «headed the company-wide reorganisation» at {employer}.
You «built the whole team of {people} from scratch» at {employer}.
You «were solely responsible for the annual budget of £{people} million» at {employer}.
""",
    Kind.QUALIFICATION: """
You also hold «{certificate}».
Your training includes «{certificate}».
I noticed that you have «{certificate}».
You studied at «{school}», I see.
You hold «{degree}» as well.
Your «{degree}» would be of use here.
You were honoured with «{award}» for this work.
You have earned «{certificate}», which helps.
""",
    Kind.SKILL: """
You work with «{skill}» every day.
You are also fluent in «{skill}».
You have used «{skill}» in several projects.
Your experience with «{skill}» is what we need.
You know «{skill}» well.
At {employer} you relied on «{skill}».
Your «{skill}» skills stood out.
You are an advanced user of «{skill}».
""",
    Kind.DATE: """
You have been with {employer} since «{year}».
You joined {employer} in «{year}».
You have worked in this field since «{year}».
You graduated in «{year}».
Since «{year}» you have belonged to the team at {employer}.
You first came to {employer} in «{year}».
You have held your post at {employer} since «{year}».
I see that you started at {employer} in «{year}».
""",
    Kind.PLACE: """
You live in «{city}», which is close to us.
I see that you are based in «{city}».
You grew up in «{city}» and know the area.
Our office is in «{city}».
You recently moved to «{city}».
The post is based in «{city}».
You have worked in «{city}» for some time.
We also have a branch in «{city}».
""",
    Kind.CONTACT: """
You can reach me on «{phone}».
My direct line is «{phone}».
Please call me any time on «{phone}».
You can write to me at «{mail}».
My address is «{mail}».
You find more at «www.{site}».
For a quick word, ring me on «{phone}».
I can be reached at «{mail}».
""",
    Kind.PERSON: """
«{person}» recommended you to us.
Your former manager, «{person}», spoke well of you.
You would report to «{person}».
Your colleague «{person}» gave me your name.
My colleague «{person}» read your CV as well.
«{person}» leads our team.
You were trained by «{person}», I hear.
«{person}», our founder, would like to meet you.
""",
    Kind.EMPLOYER_SIDE: """
We offer «{perk}».
On top of the pay there is «{perk}».
We have recently «{achievement}».
Our team has «{achievement}» this year.
You would also get «{perk}».
All of our staff enjoy «{perk}».
The package includes «{perk}».
We are proud to have «{achievement}».
""",
    Kind.NEGATIVE: """
You have «no experience with {held}», but that is fine.
You have «never worked with {held}».
You «do not know {held}» yet.
You «have not used {held}» so far.
You «do not speak {language}», but that does not matter.
{held} would be «new to you».
Your CV shows «no practice in {held}».
You have «not yet held a paid position».
""",
    Kind.PLACEHOLDER: """
I think you would enjoy life at «[Company Name]».
We have an opening for a «[Job Title]».
«As an AI language model, I cannot call you, but» a person will.
You can reach me at «[Phone Number]».
Your work with «[insert relevant skill]» stood out.
«Here is the email you asked for:»
Your time at «[Previous Employer]» caught my eye.
«{{{{candidate_name}}}}» would be a good fit for our team.
""",
}
